namespace Ward.Govern.Mandates;

/// <summary>Kinds of change, smallest harm first.</summary>
public enum ActionClass { DenySource, DenyWeb, CloseFlow, DisableAccount, IsolateHost }
