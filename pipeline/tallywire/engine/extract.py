"""Composes the stages over dumps: split, annotate, assemble. What a stage cannot process becomes a reject."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from tallywire.assemble import assemble, claims
from tallywire.engine.annotators import Annotates
from tallywire.read import language_of
from tallywire.records import Annotations, Claim, Dump, Explained, Reject, SplitMode, Stage, Story
from tallywire.settings import RunSettings
from tallywire.split import split_dump

#: Characters of story text that are annotated together: enough to fill the model's batches, few enough for progress.
BATCH_CHARS = 150_000


@dataclass(slots=True)
class Batch:
    """What came of some dumps: rows in the order of the input, and the size of the text that was read for them."""

    stories: list[Story] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    dumps: int = 0
    chars: int = 0
    words: int = 0

    def add(self, other: "Batch") -> None:
        """Put another batch behind this one."""
        self.stories += other.stories
        self.claims += other.claims
        self.rejects += other.rejects
        self.dumps += other.dumps
        self.chars += other.chars
        self.words += other.words


def extract_dumps(
    items: Iterable[Dump | Reject], annotator: Annotates, settings: RunSettings, chars: int = BATCH_CHARS
) -> Iterator[Batch]:
    """The stories, claims and rejects of `items`, in their order, in batches of about `chars` characters.

    A story that is not English is kept without claims. Which stories repeat another is not known here.
    """
    batch = Batch()
    for item in items:
        if isinstance(item, Reject):
            batch.rejects.append(item)
            continue
        batch.dumps += 1
        batch.chars += len(item.text)
        _split_into(batch, item, settings)
        if batch.chars >= chars:
            yield _extracted(batch, annotator)
            batch = Batch()
    yield _extracted(batch, annotator)


def explain_story(story: Story, annotator: Annotates) -> list[Explained]:
    """The claims of one story with the evidence of each field: the same claims as a run gives."""
    [annotations] = annotator.annotate([story])
    return assemble(story, annotations)


def _split_into(batch: Batch, dump: Dump, settings: RunSettings) -> None:
    try:
        latest = min(settings.as_of, dump.metadata.retrieved or settings.as_of)
        stories = split_dump(_as_set(dump, settings.split), latest)
        for story in stories:
            language = dump.language if len(stories) == 1 else language_of(story.text)
            batch.stories.append(replace(story, language=language))
    except Exception as error:  # one bad input never stops a batch
        batch.rejects.append(_reject(dump.source, "split", error))


def _as_set(dump: Dump, mode: SplitMode) -> Dump:
    return dump if mode == "auto" else replace(dump, one_story=mode == "never")


def _extracted(batch: Batch, annotator: Annotates) -> Batch:
    wanted = [story for story in batch.stories if story.language in ("en", None)]
    annotated = dict(zip((story.story_id for story in wanted), _annotated(wanted, annotator), strict=True))
    stories, batch.stories = batch.stories, []
    for story in stories:
        annotations = annotated.get(story.story_id, Annotations(story.story_id))
        own: list[Claim] = []
        try:
            if isinstance(annotations, Exception):
                raise annotations
            own = claims(story, annotations)
        except Exception as error:  # the story stays, without claims; the reject says so
            batch.rejects.append(_reject(f"{story.source} story {story.story_index}", "extract", error))
        batch.stories.append(replace(story, claim_count=len(own)))
        batch.claims += own
        batch.words += len(story.text.split())
    return batch


def _annotated(stories: list[Story], annotator: Annotates) -> list[Annotations | Exception]:
    """One result a story. A story on which the model fails costs its batch the joint run, and itself its claims."""
    try:
        return list(annotator.annotate(stories))
    except Exception:
        return [_annotated_alone(story, annotator) for story in stories]


def _annotated_alone(story: Story, annotator: Annotates) -> Annotations | Exception:
    try:
        return next(annotator.annotate([story]))
    except Exception as error:
        return error


def _reject(source: str, stage: Stage, error: Exception) -> Reject:
    message = f"{' '.join(str(error).split()).rstrip('.') or 'no message'}; please report it with this input."
    return Reject(source, stage, type(error).__name__, message)
