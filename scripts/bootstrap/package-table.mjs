/**
 * What Debian and Ubuntu call the things we need. A name may hold alternatives, newest release first:
 * the move to 64-bit time renamed some libraries.
 */

/** Loaded by Electron itself, and asked for by the .deb. */
export const runtimePackages = [
  'libgtk-3-0t64|libgtk-3-0',
  'libnss3',
  'libasound2t64|libasound2',
  'libgbm1',
  'libnotify4',
  'libsecret-1-0',
  'libxss1',
  'libxtst6',
  'libatspi2.0-0t64|libatspi2.0-0',
  'libuuid1',
  'xdg-utils',
  'fonts-noto-core',
];

/** A virtual display with what a desktop has: window manager, tray, notifications, session bus, screenshots. */
export const desktopPackages = ['xvfb', 'dbus', 'openbox', 'trayer', 'dunst', 'xdotool', 'imagemagick'];

/** Only the tests need these: looking into the bus, taking interfaces down, reading processes. */
export const testPackages = ['libglib2.0-bin', 'iproute2', 'procps', 'dpkg', 'passwd', 'nginx-light|nginx'];

/** The commands that tell, on any Linux, whether the virtual desktop can run. */
export const desktopCommands = ['Xvfb', 'dbus-daemon', 'openbox', 'trayer', 'dunst', 'xdotool', 'import'];
