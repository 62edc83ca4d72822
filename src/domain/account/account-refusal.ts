/** Why an account or a key is left as it was. `InvalidAccount` names the field and the reason. */
export type AccountRefusal =
  | {
      readonly type:
        | 'AccountUnknown'
        | 'AccountExists'
        | 'ApiKeyUnknown'
        | 'ApiKeyAlreadyRevoked'
        | 'LastAdminKey'
        | 'NotFirstAccount';
    }
  | { readonly type: 'InvalidAccount'; readonly field: string; readonly reason: string };
