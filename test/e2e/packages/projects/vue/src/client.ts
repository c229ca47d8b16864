import { createApp, createSSRApp } from 'vue';
import App from './App.vue';

const root = document.getElementById('app');
if (!root) throw new Error('The page has no #app.');
const create = root.firstChild ? createSSRApp : createApp;
create(App, { gateway: root.dataset.gateway ?? '' }).mount(root);
