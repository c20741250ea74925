// jest runs our TypeScript as Node does: types are stripped, nothing else is compiled.
import { stripTypeScriptTypes } from 'node:module';

export default {
  process: (source, file) => ({ code: file.endsWith('.ts') ? stripTypeScriptTypes(source) : source }),
};
