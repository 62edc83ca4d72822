import { type SecretBox } from '../../src/application/ports/secret-box';

/** No encryption, but what is boxed never shows its plain form, and the same value never boxes the same twice. */
export const reversingSecretBox = (): SecretBox => {
  let count = 0;
  return {
    seal: (plain) => {
      count += 1;
      return `${String(count)}:${Array.from(plain).reverse().join('')}`;
    },
    open: (boxed) =>
      boxed.includes(':')
        ? Array.from(boxed.slice(boxed.indexOf(':') + 1))
            .reverse()
            .join('')
        : null,
  };
};
