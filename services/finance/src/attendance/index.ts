export { attendanceConsumers } from './attendanceConsumers.ts';
export { attendanceMigrations } from './attendanceMigrations.ts';
