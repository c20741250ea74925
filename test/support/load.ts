/** Loads scenarios anew each time, remembering nothing. */
import type { Load } from '../../core/desk/scripts.ts';
import { loadScenarios } from '../../core/engine/load.ts';

export const plainLoad: Load = async (files) => loadScenarios(files);
