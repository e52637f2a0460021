const oldest = { major: 20, minor: 19 };

/** Ends the program with one sentence when this Node is too old for what comes. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > oldest.major || (major === oldest.major && minor >= oldest.minor)) return;
  console.error(
    `Zeroline needs Node ${oldest.major}.${oldest.minor} or newer and this is ${process.versions.node}: ` +
      'install the current LTS from nodejs.org, or with your version manager.',
  );
  process.exit(1);
}
