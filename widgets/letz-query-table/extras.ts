/** What a table does when a reader asks for more than its rows: loaded with the first such wish. */
export { saveFile } from '../core/save-file.ts';
export { toMarkdown, toTsv } from './clipboard.ts';
export { renderMenu } from './menu.ts';
