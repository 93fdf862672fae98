"""Features and gold labels -> logistic regressions (ridge, Newton's method), and the table that they are written to."""

import numpy as np

STEPS = 40


class Logistic:
    """Weights of standardised features: log odds = intercept + sum of weight * (x - mean)."""

    def __init__(self, x, y, weight, ridge):
        total = weight.sum()
        self.mean = (x * weight[:, None]).sum(0) / total
        spread = np.sqrt(((x - self.mean) ** 2 * weight[:, None]).sum(0) / total)
        self.used = spread > 1e-7
        spread = np.where(self.used, spread, 1.0)
        z = np.hstack([(x - self.mean) / spread * self.used, np.ones((len(x), 1))])
        penalty = np.full(z.shape[1], float(ridge))
        penalty[-1] = 1e-6
        beta = np.zeros(z.shape[1])
        for _ in range(STEPS):
            p = sigmoid(z @ beta)
            gradient = z.T @ (weight * (p - y)) + penalty * beta
            curvature = (z * (weight * p * (1 - p))[:, None]).T @ z + np.diag(penalty)
            step = np.linalg.solve(curvature, gradient)
            beta -= step
            if np.abs(step).max() < 1e-6:
                break
        self.weight, self.intercept = beta[:-1] / spread * self.used, beta[-1]

    def __call__(self, x):
        return sigmoid((x - self.mean) @ self.weight + self.intercept)

    def lines(self, model, names):
        yield f"{model}\tintercept\t0\t{self.intercept:.5g}\n"
        for name, mean, weight, used in zip(names, self.mean, self.weight, self.used, strict=True):
            if used:
                yield f"{model}\t{name}\t{mean:.5g}\t{weight:.5g}\n"


def sigmoid(x):
    return 1 / (1 + np.exp(-np.clip(x, -35, 35)))
