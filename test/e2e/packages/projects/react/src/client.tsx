import { createRoot, hydrateRoot } from 'react-dom/client';
import { App } from './App';

const root = document.getElementById('app');
if (!root) throw new Error('The page has no #app.');
const app = <App gateway={root.dataset.gateway ?? ''} />;
if (root.firstChild) hydrateRoot(root, app);
else createRoot(root).render(app);
