namespace Ward.Standards.Stix;

/// <summary>The traffic light protocol 2.0 of FIRST: to whom what is marked may be passed on. A later value is stricter.</summary>
public enum Tlp
{
    Clear,
    Green,
    Amber,
    AmberStrict,
    Red,
}
