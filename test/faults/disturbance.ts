/** Tells receipts apart by whether a fault can explain that they came again. */
export interface Disturbance {
  /** For each receipt: the same while all is calm, never twice the same while a fault disturbs. */
  readonly life: () => number;
  readonly begin: () => void;
  readonly end: () => void;
}

export const disturbance = (): Disturbance => {
  let life = 1;
  let disturbed = false;
  return {
    life: () => {
      if (disturbed) life += 1;
      return life;
    },
    begin: () => {
      disturbed = true;
    },
    end: () => {
      disturbed = false;
      life += 1;
    },
  };
};
