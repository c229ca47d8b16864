/** What a table does when a reader asks for more than its rows: loaded with the first such wish. */
export { styles } from './extras.styles.ts';
export { longValue, renderLongValue } from './long-value.ts';
export { Menu } from './menu.ts';
