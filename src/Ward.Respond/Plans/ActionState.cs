namespace Ward.Respond.Plans;

public enum ActionState { Planned, Sent, Applied, Verified, Released, Failed }
