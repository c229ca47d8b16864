import { render as renderComponent } from 'svelte/server';
import App from './App.svelte';

export const render = async (gateway: string): Promise<string> => renderComponent(App, { props: { gateway } }).body;
