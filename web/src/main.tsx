import { render } from 'preact';
import { App } from './app.tsx';
import { routeOf } from './routes.ts';

const place = document.getElementById('app');
if (place) render(<App place={routeOf(location.pathname)} />, place);
