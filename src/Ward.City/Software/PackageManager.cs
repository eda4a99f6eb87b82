namespace Ward.City.Software;

/// <summary>Who installed a package, and so how its versions are ordered.</summary>
public enum PackageManager { Dpkg, Rpm }
