"""What every route needs: whose queue it is, and the filters of the address.

Everything runs in the one thread of the event loop, so that the queue and the log need no locks.
"""

from typing import Annotated

from fastapi import Depends, HTTPException, Path, Request

from pipeline.review.queue import Filters, Queue
from pipeline.review.web.sessions import Session

Name = Annotated[str, Path(pattern=r"^[0-9a-f]{16}$")]


async def session_of(request: Request) -> Session:
    """The session that the guard has let in."""
    session: Session = request.state.session
    return session


async def queue_of(request: Request) -> Queue:
    """The reviewer's queue, up to date with the dataset and the log."""
    queue: Queue = request.app.state.queues.of((await session_of(request)).reviewer)
    return queue


async def filters_of(request: Request) -> Filters:
    """The filters of the address."""
    return Filters.of(request.query_params)


async def place_of(queue: Annotated[Queue, Depends(queue_of)], name: Name) -> int:
    """The place of the incident that the address names."""
    place = queue.find(name)
    if place is None:
        raise HTTPException(404)
    return place


Asking = Annotated[Session, Depends(session_of)]
Rows = Annotated[Queue, Depends(queue_of)]
Wanted = Annotated[Filters, Depends(filters_of)]
Place = Annotated[int, Depends(place_of)]
