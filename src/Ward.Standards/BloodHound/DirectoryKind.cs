namespace Ward.Standards.BloodHound;

/// <summary>What an object of a directory is, as far as rights need it.</summary>
public enum DirectoryKind { Other, User, Group, Computer, Domain }
