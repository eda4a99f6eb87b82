namespace Ward.Learn.Feedback;

public enum JudgementKind { TruePositive, FalsePositive, Benign }
