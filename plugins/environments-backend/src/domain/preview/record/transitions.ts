import type { Reading, Sight } from '../plan/types';
import type { Failure, PreviewRecord } from './record';

/** With what the forge said; an older reading than the last says nothing new. */
export function withReading(
  record: PreviewRecord,
  reading: Reading,
): PreviewRecord {
  if (reading.state === 'unknown') {
    return { ...record, unread: reading.why };
  }
  const { pullRequest, readAt } = reading;
  if (record.readAt !== undefined && readAt < record.readAt) {
    return record;
  }
  const { unread: _, ...rest } = record;
  return {
    ...rest,
    pullRequest,
    readAt,
    repository: pullRequest.repository.fullName,
  };
}

/** With the namespace that was seen, unless another one is still to be noted as gone. */
export function withSight(record: PreviewRecord, sight: Sight): PreviewRecord {
  if (sight.state !== 'present') {
    return record;
  }
  const { uid, deletingSince, environment, delivered } = sight;
  if (record.uid !== undefined && record.uid !== uid) {
    return record;
  }
  return {
    ...record,
    uid,
    shown: environment.source.commit,
    ...(deletingSince !== undefined && { going: deletingSince }),
    owner: environment.owner,
    tier: environment.tier,
    // Also where the record was lost: what is there must be dropped some day.
    ...(delivered?.database && { databaseOf: record.databaseOf ?? uid }),
  };
}

/** The namespace is gone. */
export function withoutNamespace(
  record: PreviewRecord,
  tombstone: PreviewRecord['tombstone'],
): PreviewRecord {
  const {
    uid: _uid,
    ended: _ended,
    going: _going,
    failure: _failure,
    tombstone: before,
    ...rest
  } = record;
  const stone = tombstone ?? before;
  return { ...rest, ...(stone && { tombstone: stone }) };
}

/** An attempt failed. */
export function withFailure(
  record: PreviewRecord,
  failure: Omit<Failure, 'count'>,
): PreviewRecord {
  const before =
    record.failure?.target === failure.target ? record.failure.count : 0;
  return { ...record, failure: { ...failure, count: before + 1 } };
}

/** All of it was delivered. */
export function withDelivery(
  record: PreviewRecord,
  notes: { commit: string; messages: string[] },
): PreviewRecord {
  const { failure: _failure, tombstone: _tombstone, ...rest } = record;
  return { ...rest, notes };
}

/** A person wants it deployed again, whatever came of it before. */
export function wantedAgain(record: PreviewRecord, at: string): PreviewRecord {
  const {
    failure: _failure,
    tombstone: _tombstone,
    build: _build,
    ...rest
  } = record;
  return { ...rest, again: at };
}
