/** A product whose scenarios ask for everything a form may ask of a person. */
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StartOptions } from '../../core/main.ts';
import { startProduct, tempDir, type Product } from '../support/product.ts';

const shipped = join(import.meta.dirname, '../../scenarios');
const sample = join(import.meta.dirname, '../engine/sample');

export const personalForm = `
scenario: callback
title: Перезвоните мне
category: general
examples:
  - перезвоните мне пожалуйста
  - закажите обратный звонок
  - хочу чтобы мне перезвонили
scenes:
  name: { ask: Как вас зовут?, slot: name, label: ФИО, answer: full-name, next: snils }
  snils: { ask: Ваш СНИЛС?, slot: snils, label: СНИЛС, answer: snils, next: inn }
  inn: { ask: Ваш ИНН?, slot: inn, label: ИНН, answer: inn, optional: true, next: passport }
  passport: { ask: Ваш паспорт?, slot: passport, label: Паспорт, answer: passport, next: tel }
  tel: { ask: Куда перезвонить?, slot: phone, label: Телефон, answer: phone, next: email }
  email: { ask: Куда написать?, slot: email, label: Почта, answer: email, next: about }
  about: { ask: О чём поговорим?, slot: about, label: О чём, answer: text, example: "Например: о справке", next: check }
  check: { title: Проверка, summary: Проверьте, slots: [name, snils, passport, phone], next: hand }
  hand: { title: Передача, handoff: true, text: Сейчас позовём. }
`;

/** The sample scenarios and this form, in a folder of their own. */
export const personalScenarios = (): string => {
  const folder = tempDir();
  cpSync(sample, folder, { recursive: true });
  for (const facts of ['organisation.yml', 'phrases.yml']) cpSync(join(shipped, facts), join(folder, facts));
  writeFileSync(join(folder, 'callback.yml'), personalForm);
  return folder;
};

export const startPersonal = async (
  options: StartOptions & { readonly env?: Record<string, string> } = {},
): Promise<Product> => {
  const scenarios = personalScenarios();
  const product = await startProduct({ ...options, env: { ...options.env, SCENARIOS_DIR: scenarios } });
  return {
    ...product,
    end: async () => {
      await product.end();
      rmSync(scenarios, { recursive: true, force: true });
    },
  };
};
