/**
 * What an Electron without an app loads first. The test runtime comes without it; this stands in for the official
 * one as far as start, Playwright and electron-builder use it: electron [-r module] [--version] <path>
 */
const defaultAppSource = String.raw`
const { app } = require('electron');
const fs = require('fs');
const path = require('path');
const Module = require('module');

const preloaded = [];
let target = null;
const rest = process.argv.slice(1);
while (rest.length > 0 && target === null) {
  const word = rest.shift();
  if (word === '-r' || word === '--require') preloaded.push(rest.shift());
  else if (word === '-v' || word === '--version') {
    console.log('v' + process.versions.electron);
    process.exit(0);
  } else if (!word.startsWith('-')) target = path.resolve(word);
}
if (preloaded.length > 0) Module._preloadModules(preloaded);
if (target === null) {
  console.error('usage: electron [-r module] <app path>');
  process.exit(1);
}
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
const packageFile = path.join(target, 'package.json');
const named = fs.existsSync(packageFile);
if (named) {
  const described = JSON.parse(fs.readFileSync(packageFile, 'utf8'));
  if (described.version) app.setVersion(described.version);
  if (described.productName || described.name) app.setName(described.productName || described.name);
  app.setDesktopName(described.desktopName || app.getName() + '.desktop');
}
try {
  const main = Module._resolveFilename(target, null, true);
  app.setAppPath(named ? target : path.dirname(main));
  Module._load(main, Module, true);
} catch (error) {
  console.error('App threw an error during load\n' + (error.stack || error));
  process.exit(1);
}
`;

/**
 * An asar archive: nested length-prefixed headers around a JSON index, then the files' bytes. A plain directory of
 * that name would start too, but electron-builder reads every resources/*.asar as a file.
 * @param {Record<string, string>} files
 */
function asarArchive(files) {
  /** @type {{ files: Record<string, { size: number, offset: string }> }} */
  const index = { files: {} };
  /** @type {Buffer[]} */
  const bodies = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const body = Buffer.from(text);
    index.files[name] = { size: body.length, offset: String(offset) };
    offset += body.length;
    bodies.push(body);
  }
  const json = Buffer.from(JSON.stringify(index));
  const padding = Buffer.alloc((4 - (json.length % 4)) % 4);
  const size = json.length + padding.length;
  const header = Buffer.alloc(16);
  header.writeUInt32LE(4, 0);
  header.writeUInt32LE(size + 8, 4);
  header.writeUInt32LE(size + 4, 8);
  header.writeUInt32LE(json.length, 12);
  return Buffer.concat([header, json, padding, ...bodies]);
}

/** The bytes of resources/default_app.asar. */
export function defaultAppArchive() {
  return asarArchive({
    'package.json': '{"name":"electron","version":"0.0.0","main":"main.js"}\n',
    'main.js': defaultAppSource,
  });
}
