/**
 * What a widget needs once an answer is there, or fails to come. Apart, so that a page asks for its data before it loads
 * this.
 */

export { formatFigure } from '../format/values.ts';
export { dress } from './details.ts';
export { RefreshController } from './refresh.ts';
export { renewed } from './renew-token.ts';
export * from './states.ts';
export { whenIdle } from './when-idle.ts';
