import { GatewayError } from '../gateway/gateway-client.ts';

/** Error of a page's author: an attribute that doesn't fit the result. Names element, attribute and what is allowed. */
export const attributeError = (element: string, attribute: string, value: string, advice: string): GatewayError =>
  new GatewayError('invalid-parameter', `${element}: ${attribute}="${value}" ${advice}`, attribute);
