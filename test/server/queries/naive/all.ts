import { insights } from './insights.ts';
import { journey } from './journey.ts';
import { messages } from './messages.ts';
import { overTime } from './over-time.ts';
import { people } from './people.ts';
import type { NaiveQueries } from './query.ts';

export const groups = { insights, overTime, journey, messages, people } satisfies Record<string, NaiveQueries>;

/** All named queries. */
export const naive: NaiveQueries = Object.assign({}, ...Object.values(groups));
