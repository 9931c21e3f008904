import { type ReadStretch, type ReportStretch, readStretch } from './report-stretch.ts';
import { answerQuestions } from './thread.ts';

// Reads a stretch of a report beside the first thread.
answerQuestions<ReportStretch, ReadStretch>(readStretch);
