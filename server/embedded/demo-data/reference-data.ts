import type { Weighted } from './random.ts';
import type { Milestone } from './tables.ts';

/** A health topic with its goals and activities. */
export interface Pillar {
  name: string;
  goals: readonly string[];
  activities: readonly string[];
}

export const PILLARS: Weighted<Pillar> = [
  [
    {
      name: 'nutrition',
      goals: ['eat more vegetables', 'cook at home', 'less sugar', 'regular meals'],
      activities: ['Colourful plate', 'Plan the week', 'Fruit before noon', 'Slow breakfast'],
    },
    31,
  ],
  [
    {
      name: 'exercise',
      goals: ['move every day', 'run 5 km', 'stronger back'],
      activities: ['Ten-minute walk', 'Desk stretch', 'Stairs today', 'Weekend long walk'],
    },
    25,
  ],
  [
    {
      name: 'sleep',
      goals: ['fall asleep sooner', 'sleep 7 hours', 'wake up rested'],
      activities: ['Evening wind-down', 'No screen after ten', 'Same hour to bed'],
    },
    22,
  ],
  [
    {
      name: 'stress',
      goals: ['calmer days', 'pause more often'],
      activities: ['Box breathing', 'Three good things', 'Quiet five minutes'],
    },
    14,
  ],
  [
    {
      name: 'hydration',
      goals: ['drink 2 litres', 'less coffee'],
      activities: ['Glass on waking', 'Water with meals'],
    },
    8,
  ],
];

/** Milestone ids. */
export const MILESTONE = {
  hello: 1,
  onboarded: 2,
  firstActivity: 3,
  fiveActivities: 4,
  tenActivities: 5,
  weekStreak: 6,
  monthStreak: 7,
  hundredMessages: 8,
  intermediate: 9,
  advanced: 10,
  year: 11,
} as const;

/** The rows of `milestones`. Nobody has reached the last one, because the history is shorter than a year. */
export const MILESTONES: Milestone[] = [
  { id: MILESTONE.hello, milestone: 'First message', type: 'onboarding' },
  { id: MILESTONE.onboarded, milestone: 'Onboarding completed', type: 'onboarding' },
  { id: MILESTONE.firstActivity, milestone: 'First activity', type: 'activity' },
  { id: MILESTONE.fiveActivities, milestone: 'Five activities', type: 'activity' },
  { id: MILESTONE.tenActivities, milestone: 'Ten activities', type: 'activity' },
  { id: MILESTONE.weekStreak, milestone: 'Seven days in a row', type: 'streak' },
  { id: MILESTONE.monthStreak, milestone: 'Thirty days in a row', type: 'streak' },
  { id: MILESTONE.hundredMessages, milestone: 'A hundred messages', type: 'conversation' },
  { id: MILESTONE.intermediate, milestone: 'Level: intermediate', type: 'level' },
  { id: MILESTONE.advanced, milestone: 'Level: advanced', type: 'level' },
  { id: MILESTONE.year, milestone: 'One year together', type: 'streak' },
];

/** Milestones that become available when one is reached. */
export const NEXT_MILESTONES: Record<number, readonly number[]> = {
  [MILESTONE.hello]: [MILESTONE.onboarded],
  [MILESTONE.onboarded]: [MILESTONE.firstActivity, MILESTONE.weekStreak, MILESTONE.hundredMessages],
  [MILESTONE.firstActivity]: [MILESTONE.fiveActivities, MILESTONE.intermediate],
  [MILESTONE.fiveActivities]: [MILESTONE.tenActivities],
  [MILESTONE.weekStreak]: [MILESTONE.monthStreak],
  [MILESTONE.intermediate]: [MILESTONE.advanced],
};

/** Levels by minimum experience points, highest first. */
export const LEVELS = [
  { name: 'advanced', from: 400, milestone: MILESTONE.advanced },
  { name: 'intermediate', from: 120, milestone: MILESTONE.intermediate },
  { name: 'beginner', from: 0, milestone: null },
] as const;

export const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
