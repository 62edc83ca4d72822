import { type HookCreated } from '../../domain/hook/hook-event';
import { type HookPorts } from './hook-ports';

/** A signing secret in clear, to be shown once, and as it is kept. */
export interface NewSecret {
  readonly signingSecret: string;
  readonly secret: HookCreated['secret'];
}

export const newSecret = ({
  secretMaker,
  secretBox,
  identity,
}: Pick<HookPorts, 'secretMaker' | 'secretBox' | 'identity'>): NewSecret => {
  const signingSecret = secretMaker.signingSecret();
  const { privateKey, publicKey } = secretMaker.signingPair();
  return {
    signingSecret,
    secret: {
      id: identity.random(),
      boxed: secretBox.seal(signingSecret),
      pair: { boxedPrivateKey: secretBox.seal(privateKey), publicKey },
    },
  };
};
