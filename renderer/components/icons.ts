import {
  BookOpen,
  Folder,
  Globe,
  KeyRound,
  Laptop,
  Mail,
  Printer,
  ShieldCheck,
  Smartphone,
  Users,
  Video,
  Wrench,
  type LucideIcon,
} from 'lucide-react';
import type { AreaView } from '../../shared/ipc/views.ts';

/** The pictures that areas can have. */
export const areaIcon: Readonly<Record<AreaView['icon'], LucideIcon>> = {
  key: KeyRound,
  globe: Globe,
  mail: Mail,
  video: Video,
  printer: Printer,
  laptop: Laptop,
  shield: ShieldCheck,
  phone: Smartphone,
  folder: Folder,
  users: Users,
  wrench: Wrench,
  book: BookOpen,
};
