import type { Catalogue, Param } from '../../server/contract/query.ts';
import { GatewayError } from '../core/gateway/gateway-client.ts';

/** What is offered. */
export interface Offer {
  /** The parameters of each query. */
  lists: Param[][];
}

/**
 * The parameters of the queries that an attribute names; what was offered before where nothing changed, because the same
 * again must not undo what was chosen.
 * @throws {GatewayError}
 */
export function offerOf(query: string, catalogue: Catalogue | undefined, before: Offer | undefined): Offer {
  if (!catalogue && before) return before;
  if (!catalogue) throw new GatewayError('invalid-parameter', 'The attribute query must name a query.', 'query');
  const lists = words(query).map((name) => {
    const found = catalogue.queries.find((each) => each.name === name);
    if (!found) throw new GatewayError('unknown-query', `There is no query ${name} that you may run.`);
    return found.params;
  });
  return before && JSON.stringify(lists) === JSON.stringify(before.lists) ? before : { lists };
}

/** The names in an attribute. */
export const words = (text: string): string[] => text.split(/\s+/).filter(Boolean);
