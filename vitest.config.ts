import { defineConfig } from 'vitest/config';

/** Runs of minutes, each with a script of its own in package.json and none of them part of `npm test`. */
const long = (name: string) => ({
  test: {
    name,
    include: [`test/${name}/**/*.${name}.ts`],
    globalSetup: 'test/support/global-setup.ts',
    testTimeout: 3_600_000,
    hookTimeout: 60_000,
    execArgv: ['--expose-gc'],
  },
});

const e2e = { testTimeout: 120_000, hookTimeout: 180_000 };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'server',
          include: ['test/server/**/*.test.ts'],
          globalSetup: ['test/support/build.ts', 'test/support/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      { test: { ...e2e, name: 'e2e', include: ['test/e2e/*.test.ts'] } },
      {
        test: {
          ...e2e,
          name: 'packages',
          include: ['test/e2e/packages/*.test.ts'],
          globalSetup: 'test/support/pack-packages.ts',
        },
      },
      {
        test: {
          ...e2e,
          name: 'deploy',
          include: ['test/deploy/*.deploy.ts'],
          globalSetup: 'test/support/pack-packages.ts',
        },
      },
      long('bench'),
      long('fuzz'),
      long('soak'),
      {
        test: {
          name: 'cluster',
          include: ['test/cluster/**/*.cluster.ts'],
          globalSetup: ['test/support/build.ts'],
          testTimeout: 600_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
