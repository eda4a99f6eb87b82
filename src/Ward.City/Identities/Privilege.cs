namespace Ward.City.Identities;

/// <summary>How much of an asset one holds; a later value includes the earlier.</summary>
public enum Privilege { User = 1, Administrator = 2 }
