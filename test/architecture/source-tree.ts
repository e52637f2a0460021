import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, extname, join, normalize, relative, sep } from 'node:path';
import ts from 'typescript';

const checkout = join(import.meta.dirname, '../..');
const rooms = ['shared', 'electron', 'renderer', 'hub', 'scripts', 'bin', 'test', 'bench'];
const extensions = ['.ts', '.tsx', '.mjs', '.js'];

export interface Import {
  /** As written. */
  specifier: string;
  /** The file in this project it means, from the checkout; nothing when it is a package or one of Node's modules. */
  file?: string;
  typeOnly: boolean;
}

export interface SourceFile {
  /** From the checkout, with forward slashes. */
  path: string;
  text: string;
  imports: Import[];
  hasDefaultExport: boolean;
  /** Lines that say `any`. */
  anyLines: number[];
}

function pathsIn(folder: string): string[] {
  if (!existsSync(join(checkout, folder))) return [];
  return readdirSync(join(checkout, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return pathsIn(path);
    return extensions.includes(extname(entry.name)) ? [path] : [];
  });
}

function isTypeOnly(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  const clause = node.importClause;
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const names = clause.namedBindings;
  return (
    !clause.name && !!names && ts.isNamedImports(names) && names.elements.every((name) => name.isTypeOnly)
  );
}

function specifierOf(node: ts.Node): { specifier: string; typeOnly: boolean } | undefined {
  if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier)
    return { specifier: (node.moduleSpecifier as ts.StringLiteral).text, typeOnly: isTypeOnly(node) };
  const [argument] = ts.isCallExpression(node) ? node.arguments : [];
  if (ts.isCallExpression(node) && argument && ts.isStringLiteral(argument)) {
    const called = node.expression;
    const imports = called.kind === ts.SyntaxKind.ImportKeyword;
    if (imports || called.getText() === 'require') return { specifier: argument.text, typeOnly: false };
  }
  if (
    ts.isImportTypeNode(node) &&
    ts.isLiteralTypeNode(node.argument) &&
    ts.isStringLiteral(node.argument.literal)
  )
    return { specifier: node.argument.literal.text, typeOnly: true };
  return undefined;
}

function isDefaultExport(node: ts.Node): boolean {
  if (ts.isExportAssignment(node)) return true;
  return (
    ts.canHaveModifiers(node) && !!ts.getModifiers(node)?.some((m) => m.kind === ts.SyntaxKind.DefaultKeyword)
  );
}

function read(path: string): SourceFile {
  const text = readFileSync(join(checkout, path), 'utf8');
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const file: SourceFile = { path, text, imports: [], hasDefaultExport: false, anyLines: [] };
  const visit = (node: ts.Node): void => {
    const found = specifierOf(node);
    if (found?.specifier.startsWith('.')) {
      const target = relative(checkout, join(checkout, dirname(path), found.specifier.replace(/\?.*$/, '')));
      file.imports.push({ ...found, file: normalize(target).split(sep).join('/') });
    } else if (found) file.imports.push(found);
    if (isDefaultExport(node)) file.hasDefaultExport = true;
    if (node.kind === ts.SyntaxKind.AnyKeyword)
      file.anyLines.push(tree.getLineAndCharacterOfPosition(node.getStart()).line + 1);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return file;
}

/** Every source file of the project, with what it imports. */
export function readSourceTree(): SourceFile[] {
  return rooms.flatMap(pathsIn).map(read);
}
