import { renderToString } from 'react-dom/server';
import { App } from './App';

export const render = async (gateway: string): Promise<string> => renderToString(<App gateway={gateway} />);
