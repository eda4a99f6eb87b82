namespace Ward.City.Merging;

/// <summary>How a thing of a later city stands to an earlier.</summary>
public enum ChangeKind { New, Changed, Gone }
