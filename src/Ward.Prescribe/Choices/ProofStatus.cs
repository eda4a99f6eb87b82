namespace Ward.Prescribe.Choices;

public enum ProofStatus { NothingNeeded, Optimal, Feasible, Infeasible }
