import { createContext } from 'react';

/** Where the knowledge base's pictures are. The preview in a browser has them elsewhere. */
export const PictureBase = createContext('app://ui/kb-images/');
