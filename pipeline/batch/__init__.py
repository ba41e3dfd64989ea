"""Archives of any size: shards that survive a kill, workers that may die, tables assembled at the end.

    plan -> tasks -> supervisor -> worker: read, extract, commit a shard -> manifest -> assembly

`pipeline.batch.run.run` is the one way in. What it keeps lies in the folder `shards` of the dataset.
"""
