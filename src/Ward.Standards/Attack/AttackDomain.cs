namespace Ward.Standards.Attack;

/// <summary>The matrices of ATT&amp;CK that Ward's rules speak of.</summary>
public enum AttackDomain
{
    Enterprise,
    Ics,
}
