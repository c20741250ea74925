/** One more example in the text of a scenario: everything else of the file, comments included, stays as it was. */
import { isScalar, isSeq, parseDocument } from 'yaml';

/** An example shows how people ask; a story is cut. */
const maxExample = 300;

const asExample = (said: string): string => said.replace(/\s+/gu, ' ').trim().slice(0, maxExample).toWellFormed();

/** Null when the file has no list of examples to add to, or has this one already. */
export const addExample = (file: string, said: string): string | null => {
  const examples: unknown = parseDocument(file).get('examples', true);
  if (!isSeq(examples)) return null;
  const last = examples.items.at(-1);
  if (!isScalar(last) || !last.range) return null;
  const example = asExample(said);
  if (examples.items.some((item) => isScalar(item) && item.value === example)) return null;
  const [start, end] = last.range;
  const quoted = JSON.stringify(example);
  if (examples.flow === true) return `${file.slice(0, end)}, ${quoted}${file.slice(end)}`;
  const lineStart = file.lastIndexOf('\n', start) + 1;
  const indent = /^\s*/u.exec(file.slice(lineStart))?.[0] ?? '';
  // A text of several lines ends with its line break; a comment may stand after one of a single line.
  const at = file[end - 1] === '\n' ? end - 1 : file.indexOf('\n', end);
  const newLine = file.includes('\r\n') ? '\r\n' : '\n';
  const before = at < 0 ? file : file.slice(0, file[at - 1] === '\r' ? at - 1 : at);
  return `${before}${newLine}${indent}- ${quoted}${file.slice(before.length) || newLine}`;
};
