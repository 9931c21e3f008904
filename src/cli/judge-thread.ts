import { type JudgedPart, judgePart, type PartToJudge } from './judge-part.ts';
import { answerQuestions } from './thread.ts';

answerQuestions<PartToJudge, JudgedPart>((part) => judgePart(part));
