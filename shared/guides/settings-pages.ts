/** How one settings page opens on each system; a missing entry means that system shows the path in words. */
export interface SettingsPageRow {
  /** `ms-settings:` URI. From documentation, not run. */
  windows?: string;
  /** `x-apple.systempreferences:` URI. From documentation, not run. */
  macos?: string;
  /** Panel of `gnome-control-center`, as its desktop files name it. */
  gnome?: string;
  /** Module of `systemsettings`, as its desktop files name it. */
  kde?: string;
}

const page = (row: SettingsPageRow): SettingsPageRow => row;

/** The fixed table of settings pages. Where each value comes from is in docs/settings-pages.md. */
export const settingsPages = {
  sound: page({
    windows: 'ms-settings:sound',
    macos: 'x-apple.systempreferences:com.apple.Sound-Settings.extension',
    gnome: 'sound',
    kde: 'kcm_pulseaudio',
  }),
  microphone: page({
    windows: 'ms-settings:privacy-microphone',
    macos: 'x-apple.systempreferences:com.apple.settings.PrivacySecurity.extension?Privacy_Microphone',
    gnome: 'privacy',
  }),
  camera: page({
    windows: 'ms-settings:privacy-webcam',
    macos: 'x-apple.systempreferences:com.apple.settings.PrivacySecurity.extension?Privacy_Camera',
    gnome: 'privacy',
  }),
  'screen-recording': page({
    macos: 'x-apple.systempreferences:com.apple.settings.PrivacySecurity.extension?Privacy_ScreenCapture',
  }),
  display: page({
    windows: 'ms-settings:display',
    macos: 'x-apple.systempreferences:com.apple.Displays-Settings.extension',
    gnome: 'display',
    kde: 'kcm_kscreen',
  }),
  printers: page({
    windows: 'ms-settings:printers',
    macos: 'x-apple.systempreferences:com.apple.Print-Scan-Settings.extension',
    gnome: 'printers',
    kde: 'kcm_printer_manager',
  }),
  network: page({
    windows: 'ms-settings:network-status',
    macos: 'x-apple.systempreferences:com.apple.Network-Settings.extension',
    gnome: 'network',
    kde: 'kcm_networkmanagement',
  }),
  wifi: page({
    windows: 'ms-settings:network-wifi',
    macos: 'x-apple.systempreferences:com.apple.wifi-settings-extension',
    gnome: 'wifi',
    kde: 'kcm_networkmanagement',
  }),
  vpn: page({
    windows: 'ms-settings:network-vpn',
    macos: 'x-apple.systempreferences:com.apple.NetworkExtensionSettingsUI.NESettingsUIExtension',
    gnome: 'network',
    kde: 'kcm_networkmanagement',
  }),
  proxy: page({
    windows: 'ms-settings:network-proxy',
    macos: 'x-apple.systempreferences:com.apple.Network-Settings.extension?Proxies',
    gnome: 'network',
    kde: 'kcm_proxy',
  }),
  bluetooth: page({
    windows: 'ms-settings:bluetooth',
    macos: 'x-apple.systempreferences:com.apple.BluetoothSettings',
    gnome: 'bluetooth',
    kde: 'kcm_bluetooth',
  }),
  power: page({
    windows: 'ms-settings:powersleep',
    macos: 'x-apple.systempreferences:com.apple.Battery-Settings.extension',
    gnome: 'power',
    kde: 'kcm_powerdevilprofilesconfig',
  }),
  storage: page({
    windows: 'ms-settings:storagesense',
    macos: 'x-apple.systempreferences:com.apple.settings.Storage',
  }),
  updates: page({
    windows: 'ms-settings:windowsupdate',
    macos: 'x-apple.systempreferences:com.apple.Software-Update-Settings.extension',
    kde: 'kcm_updates',
  }),
  'sign-in': page({
    windows: 'ms-settings:signinoptions',
    macos: 'x-apple.systempreferences:com.apple.Touch-ID-Settings.extension',
    gnome: 'system',
    kde: 'kcm_users',
  }),
  accounts: page({
    windows: 'ms-settings:workplace',
    macos: 'x-apple.systempreferences:com.apple.Internet-Accounts-Settings.extension',
    gnome: 'online-accounts',
    kde: 'kcm_kaccounts',
  }),
  notifications: page({
    windows: 'ms-settings:notifications',
    macos: 'x-apple.systempreferences:com.apple.Notifications-Settings.extension',
    gnome: 'notifications',
    kde: 'kcm_notifications',
  }),
  'date-time': page({
    windows: 'ms-settings:dateandtime',
    macos: 'x-apple.systempreferences:com.apple.Date-Time-Settings.extension',
    gnome: 'system',
    kde: 'kcm_clock',
  }),
  keyboard: page({
    windows: 'ms-settings:regionlanguage',
    macos: 'x-apple.systempreferences:com.apple.Keyboard-Settings.extension',
    gnome: 'keyboard',
    kde: 'kcm_keyboard',
  }),
  'startup-apps': page({
    windows: 'ms-settings:startupapps',
    macos: 'x-apple.systempreferences:com.apple.LoginItems-Settings.extension',
    kde: 'kcm_autostart',
  }),
  apps: page({ windows: 'ms-settings:appsfeatures', gnome: 'applications' }),
  'default-apps': page({
    windows: 'ms-settings:defaultapps',
    macos: 'x-apple.systempreferences:com.apple.Desktop-Settings.extension',
    gnome: 'applications',
    kde: 'kcm_componentchooser',
  }),
  about: page({
    windows: 'ms-settings:about',
    macos: 'x-apple.systempreferences:com.apple.SystemProfiler.AboutExtension',
    gnome: 'system',
    kde: 'kcm_about-distro',
  }),
} as const;
