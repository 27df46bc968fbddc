using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ModeTyped.Simulator;

/// <summary>A root of the simulator's own, and the server certificate that it signs.</summary>
internal sealed class CertificateAuthority : IDisposable
{
    private const string CertificateFile = "root.pem";
    private const string KeyFile = "root-key.pem";

    private readonly X509Certificate2 _root;

    private CertificateAuthority(X509Certificate2 root) => _root = root;

    /// <summary>The root, for clients to pin.</summary>
    public string Pem => _root.ExportCertificatePem();

    /// <summary>Makes a root that lives as long as the process.</summary>
    public static CertificateAuthority Create()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=ModeTyped simulator root", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, critical: true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return new CertificateAuthority(request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(10)));
    }

    /// <summary>Takes the root kept in a folder, or makes one and keeps it there.</summary>
    public static CertificateAuthority LoadOrCreate(string folder)
    {
        string certificate = Path.Combine(folder, CertificateFile);
        string key = Path.Combine(folder, KeyFile);
        if (File.Exists(certificate) && File.Exists(key))
            return new CertificateAuthority(X509Certificate2.CreateFromPemFile(certificate, key));

        CertificateAuthority created = Create();
        using (ECDsa privateKey = created._root.GetECDsaPrivateKey()!)
        {
            var ownerOnly = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) ownerOnly.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var writer = new StreamWriter(key, ownerOnly);
            writer.Write(privateKey.ExportPkcs8PrivateKeyPem());
        }

        File.WriteAllText(certificate, created.Pem);
        return created;
    }

    /// <summary>Issues a certificate for this machine by its loopback names, and for one more address.</summary>
    public X509Certificate2 IssueServerCertificate(IPAddress address)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        if (!IPAddress.IsLoopback(address)) names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1", "Server Authentication")], critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_root, true, false));

        byte[] serialNumber = RandomNumberGenerator.GetBytes(16);
        serialNumber[0] &= 0x7F;
        using X509Certificate2 certificate = request.Create(
            _root, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(365), serialNumber);

        // Windows serves only keys that were imported.
        using X509Certificate2 withKey = certificate.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), password: null);
    }

    public void Dispose() => _root.Dispose();
}
