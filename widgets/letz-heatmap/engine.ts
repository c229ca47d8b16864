/** What a heatmap needs once there is one: loaded by the first, so that a page without pays for none of it. */
export { firstDayOfWeek, isOpen, nowIn } from './calendar.ts';
export { companions, extent, moveCell, STEPS, shade, shadeWidth, startWeekOn, toMatrix } from './matrix.ts';
export { Words } from './words.ts';
