namespace Ward.Standards.OpenC2;

/// <summary>Status codes of the language (section 3.3.2.1); no other is legal.</summary>
public static class OpenC2Status
{
    public const int Processing = 102;
    public const int Ok = 200;
    public const int BadRequest = 400;
    public const int Unauthorized = 401;
    public const int Forbidden = 403;
    public const int NotFound = 404;
    public const int InternalError = 500;
    public const int NotImplemented = 501;
    public const int ServiceUnavailable = 503;

    public static bool IsKnown(long code) => code is 102 or 200 or 400 or 401 or 403 or 404 or 500 or 501 or 503;
}
