/** The part of the table that is loaded when rows are first grouped. */

export { ColumnGroups } from './column-groups.ts';
export { groupStyles } from './group.styles.ts';
export { writeGroupRow } from './group-row.ts';
