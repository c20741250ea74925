/** Copies a short text. The clipboard API is missing on plain http and in frames without permission. */
export const copyText = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
};

const copyBySelection = (text: string): boolean => {
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'vh';
  document.body.append(field);
  field.select();
  // Deprecated, and still the only way where the API is refused.
  const copied = document.execCommand('copy');
  field.remove();
  return copied;
};
