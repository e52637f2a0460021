import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import '../theme/tokens.css';
import '../theme/base.css';
import '../theme/layout.css';
import '../theme/controls.css';
import '../theme/lists.css';
import '../theme/guide.css';
import '../theme/forms.css';
import '../theme/request.css';
import './tool.css';

// Compiling schemas at run time is what the page's Content-Security-Policy forbids; schemas look at this when they are
// made, so those who make them come after it.
z.config({ jitless: true });

const root = document.getElementById('root');
if (root && document.documentElement.dataset['page'] === 'panel') {
  const { startPanelPage } = await import('./panel-page.tsx');
  startPanelPage(root);
} else if (root) {
  const { Tool } = await import('./Tool.tsx');
  createRoot(root).render(<Tool />);
}
