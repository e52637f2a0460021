import { mount } from './mount.tsx';
import type { Bridge } from './zeroline-client.ts';

declare global {
  interface Window {
    /** What the preload exposes. */
    zeroline: Bridge;
  }
}

const root = document.getElementById('root');
if (root) void mount(root, window.zeroline);
