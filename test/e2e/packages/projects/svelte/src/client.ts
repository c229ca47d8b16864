import { hydrate, mount } from 'svelte';
import App from './App.svelte';

const target = document.getElementById('app');
if (!target) throw new Error('The page has no #app.');
const start = target.firstChild ? hydrate : mount;
start(App, { target, props: { gateway: target.dataset.gateway ?? '' } });
